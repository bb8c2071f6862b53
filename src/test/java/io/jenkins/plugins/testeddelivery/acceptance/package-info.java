/**
 * Tests that speak with a running controller over REST. They run with {@code mvn verify -Djenkins.url=URL} and need
 *
 * <ul>
 *   <li>a controller with this plugin, Pipeline, Declarative, Git, JUnit, Folders, Credentials Binding;
 *   <li>an administrator: {@code -Djenkins.user} and {@code -Djenkins.token} (a password will do), or {@code JENKINS_USER}
 *       and {@code JENKINS_TOKEN} in the environment;
 *   <li>project-based matrix security, and somebody who may see items but is no administrator: {@code
 *       -Djenkins.other=user:password};
 *   <li>one agent with at least three executors, that has Git and a Unix shell and whose label is {@code
 *       -Djenkins.label=} ({@code agent}); no other node runs builds;
 *   <li>that controller and agent reach this machine as {@code -Djenkins.reach=} ({@code 127.0.0.1}): the repositories
 *       are served from here;
 *   <li>for images, an image with BusyBox that is in the agent's engine: {@code -Djenkins.image=}; without it there are
 *       archives only.
 * </ul>
 *
 * All jobs are made in folders called {@code td-accept-…}, which are removed at the end.
 */
package io.jenkins.plugins.testeddelivery.acceptance;
