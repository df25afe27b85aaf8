package dev.appdb.aws.fake;

import java.io.StringWriter;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes an XML document, element by element. */
final class Xml {
    private final XMLStreamWriter out;

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    static String document(String root, String namespace, Consumer<Xml> content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement(root);
            if (!namespace.isEmpty()) {
                out.writeDefaultNamespace(namespace);
            }
            content.accept(new Xml(out));
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write " + root, e);
        }
        return text.toString();
    }

    /** An element with text; none for null. */
    Xml text(String name, @Nullable Object value) {
        if (value != null) {
            String text = value.toString();
            write(name, () -> out.writeCharacters(text));
        }
        return this;
    }

    Xml child(String name, Consumer<Xml> content) {
        write(name, () -> content.accept(this));
        return this;
    }

    <T> Xml list(String name, String member, Collection<T> items, BiConsumer<Xml, T> content) {
        return child(name, list -> items.forEach(item -> list.child(member, body -> content.accept(body, item))));
    }

    Xml texts(String name, String member, Collection<String> items) {
        return child(name, list -> items.forEach(item -> list.text(member, item)));
    }

    private void write(String name, Content content) {
        try {
            out.writeStartElement(name);
            content.write();
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write " + name, e);
        }
    }

    /** The content of an element. */
    @FunctionalInterface
    private interface Content {
        void write() throws XMLStreamException;
    }
}
