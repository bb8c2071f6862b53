/** Decides: component graph, baselines, rules, strategies, reasons, waves. Pure but for one look at the repository. */
package io.jenkins.plugins.testeddelivery.plan;
