package io.syncline.graph;

import com.microsoft.graph.models.Contact;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of Graph's contact that is a plain text. */
record TextField(Function<Contact, @Nullable String> get,
        BiConsumer<Contact, @Nullable String> set) {

    /** All of them, by our name of the field. */
    static Map<String, TextField> all() {
        Map<String, TextField> texts = new TreeMap<>();
        texts.put("assistantName",
                new TextField(Contact::getAssistantName, Contact::setAssistantName));
        texts.put("businessHomePage",
                new TextField(Contact::getBusinessHomePage, Contact::setBusinessHomePage));
        texts.put("companyName", new TextField(Contact::getCompanyName, Contact::setCompanyName));
        texts.put("department", new TextField(Contact::getDepartment, Contact::setDepartment));
        texts.put("displayName", new TextField(Contact::getDisplayName, Contact::setDisplayName));
        texts.put("fileAs", new TextField(Contact::getFileAs, Contact::setFileAs));
        texts.put("generation", new TextField(Contact::getGeneration, Contact::setGeneration));
        texts.put("givenName", new TextField(Contact::getGivenName, Contact::setGivenName));
        texts.put("initials", new TextField(Contact::getInitials, Contact::setInitials));
        texts.put("jobTitle", new TextField(Contact::getJobTitle, Contact::setJobTitle));
        texts.put("manager", new TextField(Contact::getManager, Contact::setManager));
        texts.put("middleName", new TextField(Contact::getMiddleName, Contact::setMiddleName));
        texts.put("nickName", new TextField(Contact::getNickName, Contact::setNickName));
        texts.put("officeLocation",
                new TextField(Contact::getOfficeLocation, Contact::setOfficeLocation));
        texts.put("personalNotes",
                new TextField(Contact::getPersonalNotes, Contact::setPersonalNotes));
        texts.put("profession", new TextField(Contact::getProfession, Contact::setProfession));
        texts.put("spouseName", new TextField(Contact::getSpouseName, Contact::setSpouseName));
        texts.put("surname", new TextField(Contact::getSurname, Contact::setSurname));
        texts.put("title", new TextField(Contact::getTitle, Contact::setTitle));
        texts.put("yomiCompanyName",
                new TextField(Contact::getYomiCompanyName, Contact::setYomiCompanyName));
        texts.put("yomiGivenName",
                new TextField(Contact::getYomiGivenName, Contact::setYomiGivenName));
        texts.put("yomiSurname", new TextField(Contact::getYomiSurname, Contact::setYomiSurname));
        return texts;
    }
}
