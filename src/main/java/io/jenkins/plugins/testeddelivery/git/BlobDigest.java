package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Computes the id that Git gives a content which no filter touches. */
final class BlobDigest {
    private final MessageDigest digest;
    private final long size;
    private long seen;

    /** @param anyId an object id of the repository: its length tells how content is hashed there */
    BlobDigest(String anyId, long size) {
        this.digest = Digests.newDigest(anyId.length() == 64 ? "SHA-256" : "SHA-1");
        this.size = size;
        digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    static String of(String anyId, byte[] content) {
        BlobDigest blob = new BlobDigest(anyId, content.length);
        blob.add(ByteBuffer.wrap(content));
        return blob.id();
    }

    void add(ByteBuffer bytes) {
        seen += bytes.remaining();
        digest.update(bytes);
    }

    /** Empty if there was more or less content than announced. */
    String id() {
        return seen == size ? HexFormat.of().formatHex(digest.digest()) : "";
    }
}
