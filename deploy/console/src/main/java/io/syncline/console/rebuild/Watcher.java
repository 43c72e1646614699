package io.syncline.console.rebuild;

/** Is told now and then how far something is. */
@FunctionalInterface
public interface Watcher {

    /** Nobody watches. */
    Watcher NOBODY = (doing, done, all) -> {};

    /**
     * @param doing what is done, as a phrase: comparing partition 3 of 12
     * @param done how many records of it
     * @param all how many there are; 0 where nobody knows
     */
    void at(String doing, long done, long all);
}
