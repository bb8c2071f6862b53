/** Shows plans and records, as text for people and as the stable JSON contracts. Knows neither Jenkins nor the command line. */
package io.jenkins.plugins.testeddelivery.report;
