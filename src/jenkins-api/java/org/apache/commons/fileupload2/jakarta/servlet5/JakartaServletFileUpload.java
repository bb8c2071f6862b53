package org.apache.commons.fileupload2.jakarta.servlet5;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.commons.fileupload2.core.FileItem;
import org.apache.commons.fileupload2.core.FileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;

/** Declares what is used of the class {@code org.apache.commons.fileupload2.jakarta.servlet5.JakartaServletFileUpload}. */
public class JakartaServletFileUpload<I extends FileItem<I>, F extends FileItemFactory<I>> {
    public JakartaServletFileUpload() {}

    public FileItemInputIterator getItemIterator(HttpServletRequest request) throws FileUploadException, IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static final boolean isMultipartContent(HttpServletRequest request) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
