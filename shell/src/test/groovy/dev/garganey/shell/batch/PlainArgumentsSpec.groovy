package dev.garganey.shell.batch

import dev.garganey.shell.command.Command
import dev.garganey.shell.command.Commands
import dev.garganey.shell.command.Option
import dev.garganey.shell.command.UsageMistake
import spock.lang.Specification

/** Arguments that leave no question are read without the library, and as the library reads them. */
class PlainArgumentsSpec extends Specification {
    def "whatever is read without the library, the library reads alike"() {
        given: "arguments of every command, thrown together"
        def random = new Random(seed)
        int plain = 0

        when:
        2000.times {
            Command command = new Commands().find(pick(random, new Commands().names())).get()
            List<Option> options = GlobalOptions.ALL + command.options()
            List<String> arguments = (0..<random.nextInt(6)).collectMany { some(random, options) }
            def read = PlainArguments.read(options, arguments)
            if (read.present) {
                plain++
                assert read.get() == ParsedArguments.read(command, options, arguments): "$command.class $arguments"
            }
        }

        then: "and the rule is of use"
        plain > 200

        where:
        seed << [1L, System.nanoTime()]
    }

    def "a question is left to the library: #arguments"() {
        expect:
        PlainArguments.read(GlobalOptions.ALL, arguments).empty

        where:
        arguments << [
            ['--url'], ['--url', ''], ['--url', ' '], ['--url', '--yes'], ['--url', '-'], ['--url=sqlite:a.db'], ['--ur', 'x'],
            ['--yes', '--yes'], ['--url', 'a', '--url', 'b'], ['-Cshop'], ['--'], ['-'], ['--yes=true'], ['-C', 'a', '--project', 'b'],
        ]
    }

    def "what the library refuses is refused in its words, and a wrong number of words alike in both ways"() {
        given:
        def apply = new Commands().find('apply').get()

        when:
        ArgumentReader.read(apply, arguments)

        then:
        def mistake = thrown(UsageMistake)
        mistake.message == message

        where:
        arguments                   | message
        ['--bogus']                 | 'garganey apply has no option `--bogus` (garganey apply --help lists them)'
        ['--url']                   | '--url wants URL, and was given nothing; garganey apply --help'
        ['users']                   | 'garganey apply takes no argument, but was given `users`; garganey apply --help'
        ['--url=sqlite:a.db', 'it'] | 'garganey apply takes no argument, but was given `it`; garganey apply --help'
    }

    private static List<String> some(Random random, List<Option> options) {
        Option option = options[random.nextInt(options.size())]
        String name = pick(random, option.names())
        switch (random.nextInt(10)) {
            case 0: return [pick(random, ['users', '', 'a b', '@file', '"quoted"', "it's", 'x=y'])]
            case 1: return [name + '=' + pick(random, ['x', '', 'true'])]
            case 2: return [pick(random, ['--', '-', '-x', '--no-such', name + 'x'])]
            default: return option.flag ? [name] : [name, pick(random, ['x', 'sqlite:a.db', '"q"', "'s'", 'a,b', '@f', 'x=y', '1', '', '-1'])]
        }
    }

    private static <T> T pick(Random random, Collection<T> all) {
        all[random.nextInt(all.size())]
    }
}
