package org.springframework.security.core.context;

import java.io.Serializable;

/** Declares what is used of the interface {@code org.springframework.security.core.context.SecurityContext}. */
public interface SecurityContext extends Serializable {}
