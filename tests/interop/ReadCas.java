// Reads XMI files with Apache UIMA, and prints each crossread annotation and relation as a line of JSON:
// java -cp uimaj-core.jar ReadCas.java TypeSystem.xml FILE.xmi..
import java.io.FileInputStream;
import java.io.InputStream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

public class ReadCas {
    public static void main(String[] names) throws Exception {
        TypeSystemDescription types = UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(new XMLInputSource(names[0]));
        for (int at = 1; at < names.length; at++) {
            CAS cas = CasCreationUtils.createCas(types, null, null);
            try (InputStream file = new FileInputStream(names[at])) {
                XmiCasDeserializer.deserialize(file, cas);
            }
            for (AnnotationFS each : cas.getAnnotationIndex()) {
                if (each.getType().getName().equals("webanno.custom.CrossreadAnnotation")) {
                    System.out.println("[" + quoted(each.getCoveredText()) + "," + quoted(said(each, "label")) + ","
                        + quoted(said(each, "note")) + "," + quoted(said(each, "annotator")) + "]");
                } else if (each.getType().getName().equals("webanno.custom.CrossreadRelation")) {
                    System.out.println("[" + quoted(end(each, "Governor")) + "," + quoted(said(each, "label")) + ","
                        + quoted(end(each, "Dependent")) + "]");
                }
            }
        }
        System.out.println("[" + quoted(UIMAFramework.getVersionString()) + "]");
    }

    static String said(FeatureStructure each, String name) {
        return each.getStringValue(feature(each, name));
    }

    static String end(FeatureStructure each, String name) {
        return ((AnnotationFS) each.getFeatureValue(feature(each, name))).getCoveredText();
    }

    static Feature feature(FeatureStructure each, String name) {
        Type type = each.getType();
        return type.getFeatureByBaseName(name);
    }

    /** A JSON text of ASCII alone. */
    static String quoted(String text) {
        if (text == null) {
            return "\"\"";
        }
        StringBuilder made = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            boolean plain = unit >= ' ' && unit < 127 && unit != '"' && unit != '\\';
            made.append(plain ? String.valueOf(unit) : String.format("\\u%04x", (int) unit));
        }
        return made.append('"').toString();
    }
}
