package io.syncline.ews.soap;

/** Names a property in a request. */
public sealed interface FieldPath {

    Element element();

    /** A property with a name of its own, such as {@code contacts:Surname}. */
    record Named(String uri) implements FieldPath {
        @Override
        public Element element() {
            return Element.type("FieldURI").with("FieldURI", uri);
        }
    }

    /** One entry of a dictionary, such as {@code contacts:PhoneNumber} and {@code MobilePhone}. */
    record Entry(String uri, String key) implements FieldPath {
        @Override
        public Element element() {
            return Element.type("IndexedFieldURI").with("FieldURI", uri).with("FieldIndex", key);
        }
    }

    /** A named property of a property set, by its name. */
    record ByName(String propertySet, String name, String type) implements FieldPath {
        @Override
        public Element element() {
            return Element.type("ExtendedFieldURI")
                    .with("PropertySetId", propertySet)
                    .with("PropertyName", name)
                    .with("PropertyType", type);
        }
    }

    /** A named property of a property set, by its number. */
    record ByNumber(String propertySet, int number, String type) implements FieldPath {
        @Override
        public Element element() {
            return Element.type("ExtendedFieldURI")
                    .with("PropertySetId", propertySet)
                    .with("PropertyId", Integer.toString(number))
                    .with("PropertyType", type);
        }
    }

    /** A property of the store itself, by its tag, such as {@code 0x3A45}. */
    record ByTag(String tag, String type) implements FieldPath {
        @Override
        public Element element() {
            return Element.type("ExtendedFieldURI")
                    .with("PropertyTag", tag)
                    .with("PropertyType", type);
        }
    }
}
