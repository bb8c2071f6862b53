package hudson.model;

/** Declares what is used of the class {@code hudson.model.StringParameterValue}. */
public class StringParameterValue extends ParameterValue {
    public StringParameterValue(String name, String value) {
        super(null);
    }
}
