package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who holds an environment's lock.
 *
 * @param what in words: {@code deploying v… for ada@build1}
 * @param host the machine whose process holds it
 * @param pid of that process there
 * @param started when that process started: a process id is given out again
 * @param token tells this hold from any other
 * @param owner on whose behalf, where that process serves many; empty: nobody's
 */
record Holder(String what, String since, String host, long pid, String started, String token, String owner)
        implements Serializable {

    static Holder read(Map<String, String> values) {
        String pid = values.getOrDefault("pid", "");
        return new Holder(
                values.getOrDefault("holder", ""),
                values.getOrDefault("since", ""),
                values.getOrDefault("host", ""),
                pid.matches("\\d{1,18}") ? Long.parseLong(pid) : 0,
                values.getOrDefault("started", ""),
                values.getOrDefault("token", ""),
                values.getOrDefault("owner", ""));
    }

    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("holder", what);
        values.put("since", since);
        values.put("host", host);
        values.put("pid", Long.toString(pid));
        values.put("started", started);
        values.put("token", token);
        if (!owner.isEmpty()) {
            values.put("owner", owner);
        }
        return values;
    }

    String json() {
        return Json.line(values());
    }

    String words() {
        return what + " (since " + since + ", process " + pid + " on " + host + ")";
    }

    /** Whether the process is known to be gone: only its own machine can tell. */
    boolean gone() throws IOException {
        if (!host.equals(hostName())) {
            return false;
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> !started.equals(started(process)))
                .orElse(true);
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String hostName() throws IOException {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine that cannot resolve its own name still has one, and says it in the message
            String message = String.valueOf(e.getMessage());
            return message.contains(":") ? message.substring(0, message.indexOf(':')) : message;
        }
    }

    /** A new hold by the process that does the work beside the files. */
    record New(String what, Instant now, String owner) implements Workspace.Work<Holder> {
        @Override
        public Holder in(Workspace.Place place) throws IOException {
            ProcessHandle self = ProcessHandle.current();
            return new Holder(
                    what,
                    now.toString(),
                    hostName(),
                    self.pid(),
                    started(self),
                    UUID.randomUUID().toString(),
                    owner);
        }
    }

    /** Asks on the workspace's machine whether the holder's process is gone. */
    record IsGone(Holder holder) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            return holder.gone();
        }
    }
}
