package org.apache.commons.fileupload2.core;

import java.io.IOException;
import java.io.InputStream;

/** Declares what is used of the interface {@code org.apache.commons.fileupload2.core.FileItemInput}. */
public interface FileItemInput {
    InputStream getInputStream() throws IOException;

    String getName();

    boolean isFormField();
}
