package dev.garganey.shell

import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.json.JsonMapper
import dev.garganey.testing.TestDatabase

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path

/** ShellProject is a project in a temporary folder, and the program run on it within this process. */
class ShellProject {
    final Path folder
    Map<String, String> variables = [:]
    boolean terminal = false
    List<String> typed = []
    String out = ''
    String err = ''

    ShellProject(Path folder) {
        this.folder = folder
    }

    /** Works on a test database. */
    ShellProject on(TestDatabase database) {
        variables = [GARGANEY_URL: database.url(), GARGANEY_USER: database.user(), GARGANEY_PASSWORD: database.password()].findAll { it.value }
        this
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

    /** What a person will type when the program asks, each followed by Enter. */
    ShellProject typing(String... lines) {
        typed = lines.toList()
        this
    }

    /** Runs a command on this project. */
    int run(String... args) {
        bare(*(['-C', folder.toString()] + args.toList()))
    }

    /** Runs exactly these arguments. */
    int bare(String... args) {
        def outBytes = new ByteArrayOutputStream()
        def errBytes = new ByteArrayOutputStream()
        def input = new ByteArrayInputStream(typed.collect { it + '\n' }.join().getBytes(StandardCharsets.UTF_8))
        typed = []
        int exit = Main.run(args, input, print(outBytes), print(errBytes), variables, terminal)
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
