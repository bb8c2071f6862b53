package org.apache.commons.fileupload2.core;

/** Declares what is used of the interface {@code org.apache.commons.fileupload2.core.FileItemFactory}. */
public interface FileItemFactory<I extends FileItem<I>> {}
