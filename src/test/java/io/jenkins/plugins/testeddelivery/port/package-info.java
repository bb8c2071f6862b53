/** Tests of the words and small tools that every package uses. */
package io.jenkins.plugins.testeddelivery.port;
