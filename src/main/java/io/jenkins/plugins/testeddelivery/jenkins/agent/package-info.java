/** The engine's ports onto a Jenkins agent: its log, its commands, its workspace. */
package io.jenkins.plugins.testeddelivery.jenkins.agent;
