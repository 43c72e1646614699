/**
 * What templates are given: plain values that are made for one page. None holds a credential, sealed or
 * not, and none knows how it is shown.
 */
@NullMarked
package io.syncline.console.web.view;

import org.jspecify.annotations.NullMarked;
