package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;

/**
 * Asks a URL once, beside the environment, and follows no redirect: a login page that answers for a dead service would
 * look healthy.
 */
record ProbeUrl(String url, int timeoutMillis) implements Workspace.Work<ProbeUrl.Answer> {

    /**
     * What came back.
     *
     * @param status the HTTP status; 0: no answer
     * @param problem why there was no answer, without the URL, which may hold a secret
     */
    record Answer(int status, String problem) implements Serializable {
        boolean good() {
            return status >= 200 && status < 300;
        }

        String words() {
            if (status == 0) {
                return problem;
            }
            return "HTTP " + status + (status >= 300 && status < 400 ? ", a redirect, which is not followed" : "");
        }
    }

    @Override
    public Answer in(Workspace.Place place) {
        try {
            URL target = URI.create(url).toURL();
            URLConnection connection = target.openConnection();
            if (!(connection instanceof HttpURLConnection http)) {
                return new Answer(0, "is no http or https URL");
            }
            http.setInstanceFollowRedirects(false);
            http.setConnectTimeout(timeoutMillis);
            http.setReadTimeout(timeoutMillis);
            http.setUseCaches(false);
            http.setRequestProperty("Connection", "close");
            try {
                int status = http.getResponseCode();
                return status > 0 ? new Answer(status, "") : new Answer(0, "answers, but not in HTTP");
            } finally {
                http.disconnect();
            }
        } catch (IllegalArgumentException e) {
            return new Answer(0, "is no URL");
        } catch (IOException e) {
            return new Answer(0, "no answer (" + e.getClass().getSimpleName() + ")");
        }
    }
}
