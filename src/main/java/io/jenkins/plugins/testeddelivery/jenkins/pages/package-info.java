/** The pages: a build's, a project's, the search for a checksum, all environments, and what an administrator must know. */
package io.jenkins.plugins.testeddelivery.jenkins.pages;
