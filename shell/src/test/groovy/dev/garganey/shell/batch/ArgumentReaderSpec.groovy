package dev.garganey.shell.batch

import dev.garganey.shell.command.Commands
import dev.garganey.shell.command.UsageMistake
import spock.lang.Specification

class ArgumentReaderSpec extends Specification {
    def "#args is read as options and arguments"() {
        when:
        def read = ArgumentReader.read(new Commands().find(command).get(), args)

        then:
        read.options() == options
        read.arguments() == arguments

        where:
        command    | args                                       || options                                   | arguments
        'status'   | []                                         || [:]                                       | []
        'status'   | ['--url', 'sqlite:a.db']                   || ['--url': ['sqlite:a.db']]                | []
        'status'   | ['--url=sqlite:a.db']                      || ['--url': ['sqlite:a.db']]                | []
        'status'   | ['--url', 'jdbc:sqlite:a.db?x=y']          || ['--url': ['jdbc:sqlite:a.db?x=y']]       | []
        'status'   | ['-C', 'shop']                             || ['--project': ['shop']]                   | []
        'status'   | ['-Cshop']                                 || ['--project': ['shop']]                   | []
        'status'   | ['-C=shop']                                || ['--project': ['shop']]                   | []
        'status'   | ['--verbose', '--verbose']                 || ['--verbose': []]                         | []
        'status'   | ['--user', '-1']                           || ['--user': ['-1']]                        | []
        'status'   | ['--user', '--nobody']                     || ['--user': ['--nobody']]                  | []
        'pull'     | ['--table', 'b', '--table', 'a']           || ['--table': ['b', 'a']]                   | []
        'pull'     | ['--table', '"a b"']                       || ['--table': ['"a b"']]                    | []
        'baseline' | ['001', '--yes']                           || ['--yes': []]                             | ['001']
        'baseline' | ['--yes', '--', '--yes']                   || ['--yes': []]                             | ['--yes']
        'baseline' | ['-']                                      || [:]                                       | ['-']
        'baseline' | ['--help']                                 || ['--help': []]                            | []
    }

    def "#args make no sense: #message"() {
        when:
        ArgumentReader.read(new Commands().find(command).get(), args)

        then:
        def mistake = thrown(UsageMistake)
        mistake.message.contains(message)

        where:
        command    | args                         || message
        'status'   | ['--ulr', 'x']               || 'has no option `--ulr`; did you mean `--url`?'
        'status'   | ['--ulr=x']                  || 'has no option `--ulr`; did you mean `--url`?'
        'status'   | ['-yes']                     || 'has no option `-yes`; did you mean `--yes`?'
        'status'   | ['---']                      || 'has no option `---`'
        'status'   | ['--yes=no']                 || '--yes takes no value'
        'status'   | ['--url']                    || '--url wants URL, and was given nothing'
        'status'   | ['--url=']                   || '--url wants URL, and was given nothing'
        'status'   | ['--url', ' ']               || '--url wants URL, and was given nothing'
        'status'   | ['--url', '--format=json']   || '--url wants URL, and was given nothing'
        'status'   | ['--url', '-C']              || '--url wants URL, and was given nothing'
        'status'   | ['--', '--yes']              || 'takes no argument, but was given `--yes`'
        'baseline' | ['--yes']                    || 'wants ID'
        'baseline' | ['1', '2']                   || 'was given 1 2'
    }
}
