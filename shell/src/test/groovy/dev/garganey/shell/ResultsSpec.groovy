package dev.garganey.shell

import dev.garganey.shell.command.ExitCode
import spock.lang.Specification

import java.nio.charset.StandardCharsets

/** A script that was cut off by a full disk is not called done. */
class ResultsSpec extends Specification {
    static class Failing extends OutputStream {
        String reason

        @Override
        void write(int b) {
            throw new IOException(reason)
        }
    }

    def "#reason after #code ends with #last and is told: #told"() {
        given:
        def results = new Results(new Failing(reason: reason))
        def errors = new ByteArrayOutputStream()

        when:
        new PrintStream(results).print('a result')

        then:
        results.delivered(code, new PrintStream(errors, true, StandardCharsets.UTF_8)) == last
        errors.toString(StandardCharsets.UTF_8).contains("could not be written: $reason") == told

        where:
        reason                    | code             || last             | told
        'No space left on device' | ExitCode.DONE    || ExitCode.FAILED  | true
        'No space left on device' | ExitCode.REFUSED || ExitCode.REFUSED | true
        'Broken pipe'             | ExitCode.DONE    || ExitCode.DONE    | false
    }

    def "what can be written is"() {
        given:
        def bytes = new ByteArrayOutputStream()
        def results = new Results(bytes)

        when:
        new PrintStream(results).print('a result')

        then:
        results.delivered(ExitCode.DONE, System.err) == ExitCode.DONE
        bytes.toString() == 'a result'
    }
}
