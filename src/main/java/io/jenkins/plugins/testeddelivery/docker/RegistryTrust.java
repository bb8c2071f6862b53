package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom to trust as a registry: who the engine trusts by its {@code certs.d} folders, else whom this Java trusts. */
final class RegistryTrust {
    private static final List<String> FOLDERS = List.of("/etc/docker/certs.d", "/etc/containers/certs.d");

    private RegistryTrust() {}

    /** @throws IOException if a certificate there cannot be read */
    static SSLContext of(Map<String, String> environment, String host) throws IOException {
        try {
            List<Certificate> authorities = new ArrayList<>();
            List<Path> folders = new ArrayList<>(List.of(FindRoute.configFolder(environment).resolve("certs.d")));
            FOLDERS.forEach(folder -> folders.add(Path.of(folder)));
            for (Path folder : folders) {
                authorities.addAll(in(folder.resolve(host)));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            if (authorities.isEmpty()) {
                context.init(null, null, null);
                return context;
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority" + i, authorities.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates for the registry " + host + " cannot be read", e);
        }
    }

    private static List<Certificate> in(Path folder) throws IOException, GeneralSecurityException {
        List<Certificate> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".crt")).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    all.addAll(factory.generateCertificates(in));
                }
            }
        }
        return all;
    }
}
