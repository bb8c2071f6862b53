/** Environments and their policy on the controller, <b>Promote to …</b>, and the gate before every deployment. */
package io.jenkins.plugins.testeddelivery.jenkins.promotion;
