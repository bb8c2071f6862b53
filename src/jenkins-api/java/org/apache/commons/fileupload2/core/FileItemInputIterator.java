package org.apache.commons.fileupload2.core;

import java.io.IOException;
import org.apache.commons.io.function.IOIterator;

/** Declares what is used of the interface {@code org.apache.commons.fileupload2.core.FileItemInputIterator}. */
public interface FileItemInputIterator extends IOIterator<FileItemInput> {
    @Override
    boolean hasNext() throws IOException;

    @Override
    FileItemInput next() throws IOException;
}
