package io.syncline.core.merge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The test plays a history that broke an earlier wording of the protocol, by its number. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface History {

    /** From 1 to {@value HistoriesPlayedTest#HISTORIES}. */
    int value();
}
