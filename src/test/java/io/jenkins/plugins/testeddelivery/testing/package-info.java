/** Real parts for tests: Git repositories, a container engine, ports that prove what travels. */
package io.jenkins.plugins.testeddelivery.testing;
