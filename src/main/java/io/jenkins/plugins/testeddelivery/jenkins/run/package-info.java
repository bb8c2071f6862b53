/** What a build keeps of its delivery: a small action in {@code build.xml} and one file of detail beside it. */
package io.jenkins.plugins.testeddelivery.jenkins.run;
