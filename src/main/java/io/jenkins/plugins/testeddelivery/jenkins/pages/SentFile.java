package io.jenkins.plugins.testeddelivery.jenkins.pages;

import io.jenkins.plugins.testeddelivery.port.Digests;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet5.JakartaServletFileUpload;

/** Works out the SHA-256 of the file in a form while it arrives: an image may be larger than the disk has room for. */
final class SentFile {
    private SentFile() {}

    /** Empty if no file was chosen. */
    static Optional<Checksum> checksum(HttpServletRequest request) throws IOException {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            return Optional.empty();
        }
        FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
        while (parts.hasNext()) {
            FileItemInput part = parts.next();
            String name = part.getName();
            if (!part.isFormField() && name != null && !name.isEmpty()) {
                try (InputStream content = part.getInputStream()) {
                    return Optional.of(new Checksum(Digests.hex(Digests.of(content))));
                }
            }
        }
        return Optional.empty();
    }
}
