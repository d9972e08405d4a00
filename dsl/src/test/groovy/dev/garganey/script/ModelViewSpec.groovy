package dev.garganey.script

import static dev.garganey.model.ObjectName.of as named

import dev.garganey.model.*
import dev.garganey.testing.Models
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Views that are made of joins: what is not said follows from the foreign keys. */
class ModelViewSpec extends Specification {
    @TempDir
    Path project

    static final TABLES = '''
        table('students') { id(); text('name').notNull() }
        table('courses') { id(); text('title').notNull(); text('Room No') }
        table('enrolments') { reference('student'); reference('course'); date('since'); primaryKey('student_id', 'course_id') }
        table('employees') { id(); text('name'); bigint('boss_id').references('employees', 'id') }
        table('flights') { id(); bigint('from_id').references('airports', 'id'); bigint('to_id').references('airports') }
        table('airports') { id(); text('code') }
        table('app.order') { text('region'); bigint('no'); primaryKey('region', 'no') }
        table('lines') { reference('order', table: 'app.order'); text('what') }
    '''

    String query(String body) {
        new Models(project, Product.SQLITE).of("$TABLES\nview('v') {\n$body\n}").schema().view(named('v')).definition()
    }

    List<String> wrong(String body) {
        try {
            query(body)
            return []
        } catch (ScriptMistakes e) {
            def before = TABLES.readLines().size() + 1
            return e.mistakes().collect { "${it.at().line() - before}: ${it.message()}${it.remedy().map { ' | ' + it }.orElse('')}".toString() }
        }
    }

    def "conditions are those of the foreign keys, in either direction, and names find their tables"() {
        expect:
        query('''
            from 'students'
            join 'enrolments'
            join 'courses'
            columns 'name', 'title', 'enrolments.since', room: 'Room No', years: sql('since / 365')
            where "title <> ''"
            orderBy 'name'
        ''') == '''\
select students.name, courses.title, enrolments.since, courses."Room No" as room, since / 365 as years
from students
join enrolments on enrolments.student_id = students.id
join courses on enrolments.course_id = courses.id
where title <> \'\'
order by name'''
    }

    def "pairs of tables say the same, the first of all being the one to begin with"() {
        expect:
        query('''
            join 'courses', 'enrolments'
            leftJoin 'enrolments', 'students', as: 's'
            columns 's.name', total: sql('count(*)')
            groupBy 's.name'
        ''') == '''\
select s.name, count(*) as total
from courses
join enrolments on enrolments.course_id = courses.id
left join students as s on enrolments.student_id = s.id
group by s.name'''
    }

    def "without columns, all are shown"() {
        expect:
        query("from 'app.order', as: 'o'; join 'lines'") == '''\
select o.region, o."no", lines.order_region, lines.order_no, lines.what
from app."order" as o
join lines on lines.order_region = o.region and lines.order_no = o."no"'''
    }

    def "a table joined twice has two names, and a condition where the keys do not tell"() {
        expect:
        query('''
            from 'flights'
            join 'airports', as: 'a', on: 'a.id = flights.from_id'
            join 'airports', as: 'b', on: 'b.id = flights.to_id'
            columns start: 'a.code', end: 'b.code'
        ''') == '''\
select a.code as start, b.code as "end"
from flights
join airports as a on a.id = flights.from_id
join airports as b on b.id = flights.to_id'''
    }

    def "wrong: #body"() {
        expect:
        wrong(body) == messages

        where:
        body || messages
        "columns 'a'"                                             || ["0: View `v` needs a query: sql 'select …', or from '…' and join '…'"]
        "sql 'select 1'; from 'students'"                         || ['0: View `v` has two queries; keep one of them']
        "sql 'select 1'; sql 'select 2'"                          || ['0: View `v` has two queries; keep one of them']
        "join 'courses'"                                          || ["1: A join begins with a table: from 'students', before join"]
        "from 'students'; from 'courses'"                         || ['1: A view begins with one `from`, before its joins']
        "from 'students'\njoin 'courses'"                         || ["2: No foreign key connects `courses` with `students`; say how they belong together: on: '…'"]
        "from 'students'\njoin 'courzes'\njoin 'enrolmnts'"       || ['2: There is no table `courzes`; did you mean `courses`?', '3: There is no table `enrolmnts`; did you mean `enrolments`?']
        "from 'flights'\njoin 'airports'"                         || ["2: Several foreign keys connect `airports` with `flights`: flights(from_id), flights(to_id); say which table is meant, to: '…', or the condition, on: '…'"]
        "from 'employees'\njoin 'employees', as: 'boss'"          || ["2: Several foreign keys connect `employees` with `employees`: employees(boss_id), boss(boss_id); say which table is meant, to: '…', or the condition, on: '…'"]
        "from 'students'\njoin 'enrolments'\njoin 'enrolments', on: '1 = 1'" || ["3: `enrolments` is in this view twice; give one of them another name: join 'enrolments', as: '…'"]
        "from 'students'\njoin 'airports', 'flights'"             || ['2: `airports` is not in this view yet, so nothing can be joined to it; those before are students']
        "from 'students'; join 'v', on: '1 = 1'"                  || ['1: `v` is a view, and what it shows is not known here; write the query with sql']
        "from 'courses'; join 'enrolments'; join 'students'; columns 'id'" || ["1: `id` is ambiguous: it is a column of `courses` and `students`; list the columns and say which: columns 'courses.id'"]
        "from 'courses'; join 'enrolments'; join 'students'"      || ["0: `id` is ambiguous: it is a column of `courses` and `students`; list the columns and say which: columns 'courses.id'"]
        "from 'courses'; columns 'titel'"                         || ['1: No table of this view has a column `titel`; did you mean `title`?']
        "from 'courses'; columns 'courses.titel'"                 || ['1: There is no column `courses.titel` at this point; did you mean `courses.title`?']
        "from 'courses'; columns 'id', 'title', id: 'title'"      || ["1: The view has two columns `id`; name one otherwise: columns other: '…'"]
        "from 'courses'; table('x') { id() }"                     || ['1: Unknown word `table` in view | This word stands outside of view { … }.']
        "sql 'select 1'; columns one: 'a'"                        || ["0: `columns` of a view with its own query are names alone: columns 'a', 'b'"]
    }

    def "a view that is right in itself says nothing of a table that is wrong"() {
        when:
        new Models(project, Product.SQLITE).of("table('a') { idd() }\nview('v') { from 'a' }")

        then:
        def e = thrown(ScriptMistakes)
        e.mistakes()*.message() == ['Unknown word `idd` in table']
    }
}
