package jenkins.model;

import hudson.Plugin;
import hudson.model.FingerprintMap;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.jvnet.hudson.reactor.ReactorException;
import org.kohsuke.stapler.StaplerProxy;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Declares what is used of the class {@code jenkins.model.Jenkins}. */
public class Jenkins extends Node implements StaplerProxy, AccessControlled, ItemGroup<TopLevelItem> {
    public static final Permission ADMINISTER = null;
    public static final Authentication ANONYMOUS2 = null;
    public static final Permission READ = null;

    protected Jenkins(File root, ServletContext context) throws IOException, InterruptedException, ReactorException {}

    public static Jenkins get() throws IllegalStateException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static Authentication getAuthentication2() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public FingerprintMap getFingerprintMap() {
        return null;
    }

    @Override
    public String getFullDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getFullName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static Jenkins getInstanceOrNull() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public final <T extends Item> T getItem(String pathName, Item context, Class<T> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public final <T extends Item> T getItem(String pathName, ItemGroup context, Class<T> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) throws AccessDeniedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public Item getItemByFullName(String fullName) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public List<TopLevelItem> getItems() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getLegacyInstanceId() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public Plugin getPlugin(String shortName) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public File getRootDir() {
        return null;
    }

    public String getRootUrl() throws IllegalStateException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean isTerminating() {
        return false;
    }
}
