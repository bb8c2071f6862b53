/** Looks after the machine that builds: tells whether it is fit for the next plan, and frees what nobody needs any more. */
package io.jenkins.plugins.testeddelivery.upkeep;
