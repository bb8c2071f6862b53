/**
 * Lock files, split into what each project that shares one resolves to, so that a change in a shared lock file reaches
 * the components whose dependencies changed and no other.
 */
package io.jenkins.plugins.testeddelivery.config.lock;
