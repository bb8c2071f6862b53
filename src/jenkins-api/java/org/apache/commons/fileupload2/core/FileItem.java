package org.apache.commons.fileupload2.core;

/** Declares what is used of the interface {@code org.apache.commons.fileupload2.core.FileItem}. */
public interface FileItem<F extends FileItem<F>> {}
