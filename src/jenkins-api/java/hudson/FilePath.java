package hudson;

import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** Declares what is used of the class {@code hudson.FilePath}. */
public final class FilePath implements Serializable {
    public FilePath(File localPath) {}

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public FilePath child(String relOrAbsolute) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public Launcher createLauncher(TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean exists() throws IOException, InterruptedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getRemote() {
        return null;
    }

    public boolean isRemote() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public InputStream read() throws IOException, InterruptedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public Computer toComputer() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the interface {@code hudson.FilePath.FileCallable}. */
    public interface FileCallable<T> extends Serializable {
        T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
    }
}
