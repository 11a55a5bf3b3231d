/*
 * Many - EPUBCheck over many books in one JVM, which warms up once.
 *
 *   java -cp epubcheck.jar Many.java
 *
 * Standard input: a book a line, a tab, and the file that its report goes to, as JSON.  Each line is
 * answered by one with the tool's exit status.
 */
import com.adobe.epubcheck.tool.EpubChecker;
import java.io.*;
import java.nio.charset.StandardCharsets;

public class Many {
    public static void main(String[] none) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = System.out;
        System.setOut(System.err); /* what it says beside the reports */
        for (String line; (line = in.readLine()) != null;) {
            String[] part = line.split("\t");
            int status = new EpubChecker().run(new String[] {part[0], "-q", "--locale", "en", "-j", part[1]});
            out.println(status);
            out.flush();
        }
    }
}
