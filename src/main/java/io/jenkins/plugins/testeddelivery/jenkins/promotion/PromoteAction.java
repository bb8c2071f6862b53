package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.Occupancy;
import io.jenkins.plugins.testeddelivery.promote.PolicyText;
import io.jenkins.plugins.testeddelivery.promote.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Tab;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** The page of a build on which what it made is promoted, with everything that stands against it for each environment. */
@ExportedBean
public final class PromoteAction extends Tab implements StaplerProxy {
    static final String URL = "promote";
    private static final int LONGEST_REASON = 1000;

    private final Run<?, ?> run;

    PromoteAction(Run<?, ?> run) {
        super(run);
        this.run = run;
    }

    /** Nothing of it is for who may not promote; only the try to do so gets as far as to be written down. */
    @Override
    public Object getTarget() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        if (request == null || !request.getRestOfPath().equals("/promote")) {
            run.getParent().checkPermission(PromotionPermission.PROMOTE);
        }
        return this;
    }

    @Override
    public String getIconFileName() {
        return mayPromote() && !getVersion().isEmpty() ? "symbol-paper-plane-outline" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.PromoteAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    public Api getApi() {
        return new Api(this);
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Exported
    public String getVersion() {
        return PromoteDesk.version(run);
    }

    /** Whether the page may offer anything; the build's own buttons ask it too. */
    public boolean isOffered() {
        return getIconFileName() != null;
    }

    /** Why there is nothing to choose, in words; empty: there is. */
    @Exported
    public String getTrouble() {
        try {
            trouble().ifPresent(words -> {
                throw Failure.usage(words);
            });
            return choices().isEmpty() ? Messages.PromoteAction_noEnvironment() : "";
        } catch (Failure e) {
            return e.getMessage();
        } catch (IOException e) {
            return Messages.PromoteAction_unreadable(e.getMessage());
        }
    }

    /** Every environment that the controller or the project defines. */
    @Exported
    public List<Choice> getEnvironments() {
        try {
            return trouble().isPresent() ? List.of() : choices();
        } catch (Failure | IOException e) {
            // said by the trouble
            return List.of();
        }
    }

    private Optional<String> trouble() {
        if (getVersion().isEmpty()) {
            return Optional.of(Messages.PromoteAction_noRelease(run.getFullDisplayName()));
        }
        return run.isBuilding()
                ? Optional.of(Messages.PromoteAction_running(run.getFullDisplayName()))
                : Optional.empty();
    }

    private List<Choice> choices() throws IOException {
        PromoteDesk desk = PromoteDesk.get();
        List<Choice> choices = new ArrayList<>();
        for (String name : names()) {
            Wish wish = desk.wish(run, name);
            List<Refusal> refusals = desk.refusals(wish, false);
            EnvironmentId id = wish.environment().id();
            Optional<Occupancy.Tenant> tenant = PromotionLedger.get()
                    .view()
                    .occupancy()
                    .at(new Occupancy.Place(id.text(), wish.owner().getFullName()));
            choices.add(new Choice(
                    name,
                    tenant.map(Occupancy.Tenant::version).orElse(""),
                    tenant.map(Occupancy.Tenant::health).orElse("unknown"),
                    !refusals.isEmpty() && desk.refusals(wish, true).isEmpty(),
                    refusals));
        }
        return choices;
    }

    private Set<String> names() {
        return PromoteDesk.environments(run);
    }

    /** Starts the deploying job, or says everything that stands against it (409). */
    @POST
    public void doPromote(
            StaplerRequest2 request,
            StaplerResponse2 response,
            @QueryParameter String environment,
            @QueryParameter String reason,
            @QueryParameter boolean retry)
            throws IOException, ServletException {
        if (!mayPromote()) {
            PromoteDesk.get().denied(run, environment);
        }
        run.getParent().checkPermission(PromotionPermission.PROMOTE);
        // it is printed in a log, where a line of its own could pass for one of the build's
        String why = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        try {
            String wrong = wrong(environment, why);
            if (!wrong.isEmpty()) {
                refuse(request, response, HttpServletResponse.SC_BAD_REQUEST, List.of(wrong));
                return;
            }
            PromoteDesk.Answer answer = PromoteDesk.get().ask(run, environment, why, retry);
            if (answer.granted()) {
                response.sendRedirect2(".");
            } else {
                refuse(request, response, HttpServletResponse.SC_CONFLICT,
                        answer.refusals().stream().map(Refusal::line).toList());
            }
        } catch (Failure e) {
            refuse(request, response, HttpServletResponse.SC_CONFLICT, List.of(e.getMessage()));
        }
    }

    private String wrong(String environment, String why) {
        if (trouble().isPresent()) {
            return trouble().get();
        }
        if (!names().contains(environment)) {
            return PolicyText.nameProblem(environment)
                    .orElse(Messages.PromoteAction_unknown(environment, String.join(", ", names())));
        }
        if (why.isEmpty()) {
            return Messages.PromoteAction_noReason();
        }
        return why.length() > LONGEST_REASON ? Messages.PromoteAction_longReason(LONGEST_REASON) : "";
    }

    private void refuse(StaplerRequest2 request, StaplerResponse2 response, int status, List<String> refusals)
            throws IOException, ServletException {
        response.setStatus(status);
        request.setAttribute("refusals", refusals);
        request.getView(this, "refused").forward(request, response);
    }

    private boolean mayPromote() {
        return run.getParent().hasPermission(PromotionPermission.PROMOTE);
    }
}
