package io.syncline.console.backup;

/** Is told what is done, and how far it is; on the thread that does it. */
public interface Teller {

    /** Something is done, in a sentence. */
    void done(String sentence);

    /**
     * Something is being done.
     *
     * @param doing as a phrase: Copying syncline.contact.journal.v1
     * @param done how many records of it
     * @param all how many there are; {@code done} reaches it at the end
     */
    void at(String doing, long done, long all);
}
