package io.syncline.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds a planted secret in bytes, in whatever form somebody may have written it there. */
final class SecretScan {

    private static final int BASE64_GROUP = 3;

    /** By form. */
    private final Map<String, List<String>> needles = new LinkedHashMap<>();

    SecretScan(String secret) {
        needles.put("as it is", List.of(latin(secret)));
        needles.put("in base64", base64(secret));
        String encoded = URLEncoder.encode(secret, UTF_8);
        needles.put("URL-encoded", List.of(encoded, encoded.replace("+", "%20"),
                encoded.toLowerCase(Locale.ROOT), encoded.replace("+", "%20")
                        .toLowerCase(Locale.ROOT)));
        needles.put("JSON-escaped", List.of(json(secret, false), json(secret, true),
                json(secret, true).toLowerCase(Locale.ROOT)));
        needles.put("HTML-escaped", List.of(latin(secret.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")), latin(
                        secret.replace("&", "&amp;")
                                .replace("\"", "&#34;")
                                .replace("<", "&lt;"))));
    }

    /** Where it was found, and in which form; nothing if it is not there. */
    List<String> found(String where, byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        List<String> found = new ArrayList<>();
        needles.forEach((form, ones) -> {
            if (ones.stream().anyMatch(text::contains)) {
                found.add(where + " holds it " + form);
            }
        });
        return found;
    }

    /** What of its base64 stands there whatever came before it and comes behind it. */
    private static List<String> base64(String secret) {
        List<String> needles = new ArrayList<>();
        byte[] bytes = secret.getBytes(UTF_8);
        for (int before = 0; before < BASE64_GROUP; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int whole = shifted.length / BASE64_GROUP * BASE64_GROUP;
            byte[] groups = new byte[whole];
            System.arraycopy(shifted, 0, groups, 0, whole);
            int skipped = before == 0 ? 0 : 4;
            needles.add(Base64.getEncoder().encodeToString(groups).substring(skipped));
            needles.add(Base64.getUrlEncoder().encodeToString(groups).substring(skipped));
        }
        return needles;
    }

    private static String json(String secret, boolean ascii) {
        try {
            String quoted = JsonMapper.builder()
                    .configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii)
                    .build()
                    .writeValueAsString(secret);
            return latin(quoted.substring(1, quoted.length() - 1));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The text as its UTF-8 bytes read one by one, as the searched bytes are. */
    private static String latin(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
