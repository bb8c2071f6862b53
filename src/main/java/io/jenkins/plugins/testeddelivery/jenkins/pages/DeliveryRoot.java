package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.RootAction;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentIndex;
import io.jenkins.plugins.testeddelivery.report.LiveRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** The page with the environments of all projects that the viewer may read, and the search for a checksum. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@ExportedBean
public final class DeliveryRoot implements RootAction, StaplerProxy {
    static final String URL = "tested-delivery";

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return this;
    }

    @Override
    public String getIconFileName() {
        return Jenkins.get().hasPermission(Jenkins.READ) ? "symbol-ribbon" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.DeliveryRoot_DisplayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    public Api getApi() {
        return new Api(this);
    }

    public List<LiveRow> getEnvironments() {
        Readable readable = new Readable(name -> Jenkins.get().getItemByFullName(name, Item.class));
        return readable.environments(EnvironmentIndex.all());
    }

    /** Who recorded something; for the views. */
    public Actor actor(String by) {
        return Actors.ofViewer("").of(by);
    }

    @Exported(name = "environments")
    public List<Map<String, Object>> environmentMaps() {
        return getEnvironments().stream().map(LiveRow::toMap).toList();
    }

    /** The page of a checksum, {@code checksum/<64 hex>/}; no page for what is none. */
    public ChecksumPage getChecksum(String hex) {
        return Checksum.read(hex)
                .filter(checksum -> !checksum.isMd5() && checksum.hex().equals(hex))
                .map(checksum -> new ChecksumPage(checksum.hex()))
                .orElse(null);
    }

    /** Leads on to the page of what was typed. */
    @GET
    public HttpResponse doFind(@QueryParameter String checksum) {
        Jenkins.get().checkPermission(Jenkins.READ);
        Optional<Checksum> read = Checksum.read(checksum);
        return read.isPresent()
                ? HttpResponses.redirectViaContextPath(read.get().url())
                : HttpResponses.redirectTo("?refused=checksum");
    }

    /** Leads on to the page of the file that is sent; keeps nothing of it. */
    @POST
    public HttpResponse doUpload(StaplerRequest2 request) throws IOException {
        Jenkins.get().checkPermission(Jenkins.READ);
        Optional<Checksum> sent = SentFile.checksum(request);
        return sent.isPresent()
                ? HttpResponses.redirectViaContextPath(sent.get().url())
                : HttpResponses.redirectTo("?refused=file");
    }
}
