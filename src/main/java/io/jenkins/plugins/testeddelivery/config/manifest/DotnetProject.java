package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;

/**
 * What a project file of .NET refers to.
 *
 * @param references to other projects
 * @param files that it imports or compiles
 */
record DotnetProject(List<Reference> references, List<Reference> files) {
    /** A path as it is written, and where. */
    record Reference(String path, int line) {}

    static DotnetProject read(byte[] bytes) throws Unreadable {
        DotnetProject project = new DotnetProject(new ArrayList<>(), new ArrayList<>());
        XmlElements.walk(bytes, new XmlElements.Listener() {
            @Override
            public void start(String path, XMLStreamReader element) {
                String name = element.getLocalName();
                String include = element.getAttributeValue(null, "Include");
                String imported = element.getAttributeValue(null, "Project");
                int line = element.getLocation().getLineNumber();
                if (name.equals("ProjectReference") && include != null) {
                    project.references.add(new Reference(include, line));
                } else if (name.equals("Import") && imported != null) {
                    project.files.add(new Reference(imported, line));
                } else if (include != null && path.contains("ItemGroup/")) {
                    project.files.add(new Reference(include, line));
                }
            }

            @Override
            public void end(String path, String text, int line) {
                // all is said in attributes
            }
        });
        return project;
    }
}
