/** Compares what images and archives hold, file by file, as streams: knows tar and layers, and no engine. */
package io.jenkins.plugins.testeddelivery.docker.layers;
