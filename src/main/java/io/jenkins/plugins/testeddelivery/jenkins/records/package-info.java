/** Where a project's records and artifacts are kept on the controller, and whose records count. */
package io.jenkins.plugins.testeddelivery.jenkins.records;
