package dev.garganey.shell

import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.json.JsonMapper

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path

/** ShellProject is a project in a temporary folder, and the program run on it within this process. */
class ShellProject {
    final Path folder
    Map<String, String> variables = [:]
    boolean terminal = false
    String out = ''
    String err = ''

    ShellProject(Path folder) {
        this.folder = folder
    }

    /** A file of the project. */
    ShellProject file(String path, String text) {
        def file = folder.resolve(path)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
        this
    }

    ShellProject migration(String id, String text) {
        file("migrations/${id}.groovy", text)
    }

    /** Runs a command on this project. */
    int run(String... args) {
        bare(*(['-C', folder.toString()] + args.toList()))
    }

    /** Runs exactly these arguments. */
    int bare(String... args) {
        def outBytes = new ByteArrayOutputStream()
        def errBytes = new ByteArrayOutputStream()
        int exit = Main.run(args, InputStream.nullInputStream(), print(outBytes), print(errBytes), variables, terminal)
        out = outBytes.toString(StandardCharsets.UTF_8)
        err = errBytes.toString(StandardCharsets.UTF_8)
        exit
    }

    /** What stood on standard output, as the one JSON document that it must be. */
    Object json() {
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readValue(out, Object)
    }

    private static PrintStream print(OutputStream bytes) {
        new PrintStream(bytes, true, StandardCharsets.UTF_8)
    }
}
