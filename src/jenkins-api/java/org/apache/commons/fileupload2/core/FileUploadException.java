package org.apache.commons.fileupload2.core;

import java.io.IOException;

/** Declares what is used of the class {@code org.apache.commons.fileupload2.core.FileUploadException}. */
public class FileUploadException extends IOException {
    public FileUploadException(String message) {}
}
