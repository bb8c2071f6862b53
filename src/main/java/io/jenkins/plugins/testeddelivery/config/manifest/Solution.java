package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * What a solution of .NET holds.
 *
 * @param projects their paths as they are written
 */
record Solution(List<String> projects) {
    private static final Pattern PROJECT = Pattern.compile("\\s*Project\\(\"[^\"]*\"\\)\\s*=\\s*\"[^\"]*\"\\s*,\\s*\"([^\"]*)\".*");

    /** Either form: lines ({@code .sln}) or XML ({@code .slnx}). */
    static Solution read(byte[] bytes) throws Unreadable {
        List<String> projects = new ArrayList<>();
        String text = TextLines.text(bytes);
        if (text.stripLeading().startsWith("<")) {
            XmlElements.walk(bytes, new XmlElements.Listener() {
                @Override
                public void start(String path, XMLStreamReader element) {
                    String project = element.getAttributeValue(null, "Path");
                    if (element.getLocalName().equals("Project") && project != null) {
                        projects.add(project);
                    }
                }

                @Override
                public void end(String path, String inside, int line) {
                    // all is said in attributes
                }
            });
        } else {
            for (String line : text.lines().toList()) {
                Matcher project = PROJECT.matcher(line);
                if (project.matches()) {
                    projects.add(project.group(1));
                }
            }
        }
        return new Solution(projects);
    }
}
