package io.syncline.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/** Makes realistic contacts of people who do not exist; the same seed makes the same people. */
public final class People {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] CATEGORIES = {"Buyer", "Seller", "Referral", "Past client"};

    private final Random random;
    private final Faker faker;
    private int made;

    public People(long seed) {
        this.random = new Random(seed);
        this.faker = new Faker(Locale.US, random);
    }

    /** A contact with most fields filled; its address is unique. */
    public ObjectNode next() {
        made++;
        String first = faker.name().firstName();
        String last = faker.name().lastName();
        ObjectNode contact = JSON.createObjectNode()
                .put("givenName", first)
                .put("surname", last)
                .put("displayName", first + " " + last);
        contact.putArray("emailAddresses")
                .addObject()
                .put("address", (first + "." + last + made).toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9.]", "") + "@example.com")
                .put("name", first + " " + last);
        contact.put("mobilePhone", phone());
        if (random.nextBoolean()) {
            contact.putArray("businessPhones").add(phone());
            contact.put("companyName", faker.company().name())
                    .put("jobTitle",
                            faker.job().title());
        }
        if (random.nextBoolean()) {
            contact.putObject("homeAddress")
                    .put("street", faker.address().streetAddress())
                    .put("city", faker.address().city())
                    .put("state", faker.address().stateAbbr())
                    .put("postalCode", faker.address().zipCode())
                    .put("countryOrRegion", "United States");
        }
        if (random.nextInt(3) == 0) {
            contact.put("birthday", "19%d-%02d-%02d".formatted(50 + random.nextInt(50),
                    1 + random.nextInt(12), 1 + random.nextInt(28)));
        }
        contact.putArray("categories").add(CATEGORIES[random.nextInt(CATEGORIES.length)]);
        return contact;
    }

    /** A number from the range that is kept free for fiction. */
    private String phone() {
        return "+1 202 555 01%02d".formatted(random.nextInt(100));
    }
}
