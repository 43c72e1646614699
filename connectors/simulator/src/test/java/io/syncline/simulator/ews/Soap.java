package io.syncline.simulator.ews;

/** Requests as a client sends them, as text: they share nothing with the simulator's own XML. */
final class Soap {

    static final String STAMP = "<t:ExtendedFieldURI PropertySetId="
            + "\"6f2b0c1e-8a53-4d0e-9b52-5d1b1f6a7c10\" PropertyName=\"SynclineItem\""
            + " PropertyType=\"String\"/>";
    static final String CONTACTS = "<t:DistinguishedFolderId Id=\"contacts\"/>";
    static final String ID_ONLY = "<t:BaseShape>IdOnly</t:BaseShape>";
    static final String EVERYTHING = "<t:BaseShape>AllProperties</t:BaseShape>";
    /** A field of every form, in the order of the schema. */
    static final String JANE = "<t:Subject>Jane</t:Subject>"
            + "<t:Sensitivity>Private</t:Sensitivity>"
            + "<t:Body BodyType=\"Text\">Notes &amp; more\nin two lines</t:Body>"
            + "<t:Categories><t:String>Client</t:String></t:Categories>"
            + stamp("t/m/jane")
            + "<t:FileAs>Doe, Jane</t:FileAs><t:DisplayName>Jane Doe</t:DisplayName>"
            + "<t:GivenName>Jane</t:GivenName><t:Initials>J.</t:Initials>"
            + "<t:MiddleName>M.</t:MiddleName><t:Nickname>JD</t:Nickname>"
            + "<t:CompanyName>Example</t:CompanyName><t:EmailAddresses>"
            + "<t:Entry Key=\"EmailAddress1\" Name=\"Jane\">jane@example.com</t:Entry>"
            + "<t:Entry Key=\"EmailAddress3\">doe@example.com</t:Entry></t:EmailAddresses>"
            + "<t:PhysicalAddresses><t:Entry Key=\"Home\"><t:Street>1 Main St</t:Street>"
            + "<t:City>Springfield</t:City><t:CountryOrRegion>US</t:CountryOrRegion>"
            + "<t:PostalCode>12345</t:PostalCode></t:Entry></t:PhysicalAddresses>"
            + "<t:PhoneNumbers><t:Entry Key=\"BusinessFax\">+1 202 555 0103</t:Entry>"
            + "<t:Entry Key=\"BusinessPhone2\">+1 202 555 0101</t:Entry>"
            + "<t:Entry Key=\"MobilePhone\">+1 202 555 0100</t:Entry></t:PhoneNumbers>"
            + "<t:AssistantName>Sam</t:AssistantName>"
            + "<t:Birthday>1980-05-16T22:00:00Z</t:Birthday>"
            + "<t:BusinessHomePage>https://example.com</t:BusinessHomePage>"
            + "<t:Children><t:String>Ann</t:String></t:Children>"
            + "<t:Companies><t:String>One</t:String><t:String>Two</t:String></t:Companies>"
            + "<t:Department>Sales</t:Department><t:Generation>Jr.</t:Generation>"
            + "<t:ImAddresses><t:Entry Key=\"ImAddress1\">jane-im</t:Entry></t:ImAddresses>"
            + "<t:JobTitle>Agent</t:JobTitle><t:Manager>Max</t:Manager>"
            + "<t:Mileage>10</t:Mileage><t:OfficeLocation>2nd floor</t:OfficeLocation>"
            + "<t:PostalAddressIndex>Home</t:PostalAddressIndex>"
            + "<t:Profession>Broker</t:Profession><t:SpouseName>Joe</t:SpouseName>"
            + "<t:Surname>Doe</t:Surname>"
            + "<t:WeddingAnniversary>2005-06-18T11:59:00Z</t:WeddingAnniversary>";

    private Soap() {}

    static String envelope(String impersonated, String operation) {
        String header = impersonated.isEmpty()
                ? ""
                : "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>" + impersonated
                        + "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
                + "<s:Header><t:RequestServerVersion Version=\"Exchange2013_SP1\"/>" + header
                + "</s:Header><s:Body>" + operation + "</s:Body></s:Envelope>";
    }

    static String create(String fields) {
        return create(CONTACTS, fields);
    }

    static String create(String folder, String fields) {
        return "<m:CreateItem><m:SavedItemFolderId>" + folder + "</m:SavedItemFolderId><m:Items>"
                + "<t:Contact>" + fields + "</t:Contact></m:Items></m:CreateItem>";
    }

    static String get(String shape, String... itemIds) {
        return "<m:GetItem><m:ItemShape>" + shape + "</m:ItemShape>" + ids(itemIds)
                + "</m:GetItem>";
    }

    /** A shape with nothing but the named extended properties and fields. */
    static String only(String... paths) {
        return ID_ONLY + "<t:AdditionalProperties>" + String.join("", paths)
                + "</t:AdditionalProperties>";
    }

    static String field(String uri) {
        return "<t:FieldURI FieldURI=\"" + uri + "\"/>";
    }

    static String indexed(String uri, String index) {
        return "<t:IndexedFieldURI FieldURI=\"" + uri + "\" FieldIndex=\"" + index + "\"/>";
    }

    static String update(String itemId, String changeKey, String... updates) {
        return update("NeverOverwrite", itemId, changeKey, updates);
    }

    static String update(String resolution, String itemId, String changeKey, String[] updates) {
        String key = changeKey.isEmpty() ? "" : " ChangeKey=\"" + changeKey + "\"";
        return "<m:UpdateItem ConflictResolution=\"" + resolution + "\"><m:ItemChanges>"
                + "<t:ItemChange><t:ItemId Id=\"" + itemId + "\"" + key + "/><t:Updates>"
                + String.join("", updates)
                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    static String set(String path, String content) {
        return "<t:SetItemField>" + path + "<t:Contact>" + content
                + "</t:Contact></t:SetItemField>";
    }

    static String clear(String path) {
        return "<t:DeleteItemField>" + path + "</t:DeleteItemField>";
    }

    static String delete(String type, String itemId) {
        return "<m:DeleteItem DeleteType=\"" + type + "\">" + ids(itemId) + "</m:DeleteItem>";
    }

    static String transfer(String operation, String folder, String itemId) {
        return "<m:" + operation + "><m:ToFolderId>" + folder + "</m:ToFolderId>" + ids(itemId)
                + "</m:" + operation + ">";
    }

    static String sync(String state, int max) {
        return sync(CONTACTS, state, max);
    }

    static String sync(String folder, String state, int max) {
        return "<m:SyncFolderItems><m:ItemShape>" + ID_ONLY + "</m:ItemShape><m:SyncFolderId>"
                + folder + "</m:SyncFolderId>"
                + (state.isEmpty() ? "" : "<m:SyncState>" + state + "</m:SyncState>")
                + "<m:MaxChangesReturned>" + max + "</m:MaxChangesReturned></m:SyncFolderItems>";
    }

    static String hierarchy(String state) {
        return "<m:SyncFolderHierarchy><m:FolderShape><t:BaseShape>Default</t:BaseShape>"
                + "</m:FolderShape>"
                + (state.isEmpty() ? "" : "<m:SyncState>" + state + "</m:SyncState>")
                + "</m:SyncFolderHierarchy>";
    }

    static String find(String folder, String restriction) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape>" + ID_ONLY + "</m:ItemShape>"
                + (restriction.isEmpty()
                        ? ""
                        : "<m:Restriction>" + restriction + "</m:Restriction>")
                + "<m:ParentFolderIds>" + folder + "</m:ParentFolderIds></m:FindItem>";
    }

    static String isEqual(String path, String value) {
        return "<t:IsEqualTo>" + path + "<t:FieldURIOrConstant><t:Constant Value=\"" + value
                + "\"/></t:FieldURIOrConstant></t:IsEqualTo>";
    }

    static String stamp(String value) {
        return "<t:ExtendedProperty>" + STAMP + "<t:Value>" + value
                + "</t:Value></t:ExtendedProperty>";
    }

    private static String ids(String... itemIds) {
        StringBuilder ids = new StringBuilder("<m:ItemIds>");
        for (String id : itemIds) {
            ids.append("<t:ItemId Id=\"").append(id).append("\"/>");
        }
        return ids.append("</m:ItemIds>").toString();
    }
}
