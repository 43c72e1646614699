package io.syncline.ews.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers of the service, as its documentation shows them. */
public final class Answers {

    private Answers() {}

    /** An envelope around a body. */
    public static byte[] envelope(String body) {
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
                + "<h:ServerVersionInfo MajorVersion=\"15\""
                + " xmlns:h=\"http://schemas.microsoft.com/exchange/services/2006/types\"/>"
                + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>").getBytes(UTF_8);
    }

    /** An answer with these response messages. */
    public static byte[] messages(String operation, String... messages) {
        return envelope("<m:" + operation + "Response"
                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
                + "<m:ResponseMessages>" + String.join("", messages)
                + "</m:ResponseMessages></m:" + operation + "Response>");
    }

    /** A response message that succeeded. */
    public static String done(String operation, String content) {
        return "<m:" + operation + "ResponseMessage ResponseClass=\"Success\">"
                + "<m:ResponseCode>NoError</m:ResponseCode>" + content + "</m:" + operation
                + "ResponseMessage>";
    }

    /** A response message that did not; what follows stands behind the usual parts. */
    public static String refused(String operation, String code, String content) {
        return "<m:" + operation + "ResponseMessage ResponseClass=\"Error\">"
                + "<m:MessageText>Refused by a test.</m:MessageText><m:ResponseCode>" + code
                + "</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>" + content
                + "</m:" + operation + "ResponseMessage>";
    }

    /** A refusal of a whole request. */
    public static byte[] fault(String code, String values) {
        return envelope("<s:Fault><faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/"
                + "services/2006/types\">a:" + code + "</faultcode>"
                + "<faultstring xml:lang=\"en-US\">Refused by a test.</faultstring><detail>"
                + "<e:ResponseCode xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/"
                + "errors\">" + code + "</e:ResponseCode>"
                + "<t:MessageXml xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/"
                + "types\">" + values + "</t:MessageXml></detail></s:Fault>");
    }

    /** What a refusal says besides. */
    public static String value(String name, String value) {
        return "<t:Value Name=\"" + name + "\">" + value + "</t:Value>";
    }
}
