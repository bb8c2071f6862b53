/** Self-contained HTML pages for people without a controller: nothing is fetched, nothing is run, light and dark. */
package io.jenkins.plugins.testeddelivery.report.page;
