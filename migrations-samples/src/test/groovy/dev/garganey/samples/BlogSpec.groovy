package dev.garganey.samples

import dev.garganey.MigrationState
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** One history on both databases: every feature runs on either. */
class BlogSpec extends Specification {
    static final List<String> IDS = ['001_authors_and_posts', '002_tags', '003_countries', '004_first_posts', '005_slugs',
                                     'published_posts']

    @TempDir Path folder
    @AutoCleanup Sample blog

    def "on #product the whole history is applied, once"() {
        given:
        start(product)

        when:
        def first = blog.apply()

        then:
        first.done()*.id() == IDS
        blog.rows('select slug, title, author from published_posts order by slug') == [
            [slug: 'garganeys-are-coming', title: 'Garganeys Are Coming', author: 'The editor'],
            [slug: 'hello-world', title: 'Hello World', author: 'The editor']]
        blog.column('select description from tags order by name') == ['Ducks, mostly', 'What is new; and what is newer']
        blog.one("select name from countries where code = 'CI'") == "Côte d'Ivoire"
        blog.one("select name from countries where code = 'GB'") == 'United Kingdom of Great Britain, and Northern Ireland'

        expect:
        blog.apply().done().empty
        blog.status().migrations()*.state().unique() == [MigrationState.APPLIED]

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "on #product #mistake is refused"() {
        given:
        start(product)
        blog.apply()

        when:
        blog.run(statement)

        then:
        thrown(SQLException)

        where:
        [product, [mistake, statement]] << [['SQLite', 'PostgreSQL'], [
            ['an address without @', "insert into authors (email, name) values ('nobody', 'N')"],
            ['a state that is none', "update posts set state = 'lost'"],
            ['a published post without a date', 'update posts set published_at = null'],
            ['a second post of one address', "update posts set slug = 'same'"],
            ['a post without an address', 'update posts set slug = null'],
            ['a post of nobody', "insert into posts (author_id, title, slug) values (99, 'T', 't')"],
            ['an author from nowhere', "update authors set country_code = 'XX'"],
        ]].combinations()
    }

    def "on #product an author takes posts and their tags along"() {
        given:
        start(product)
        blog.apply()

        when:
        blog.run('delete from authors')

        then:
        blog.one('select count(*) from posts') == 0
        blog.one('select count(*) from post_tags') == 0

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "the index that must not keep writers waiting is built outside of any transaction on PostgreSQL"() {
        given:
        start(product)

        when:
        def index = blog.plan().migrations().find { it.id() == '005_slugs' }.statements()
            .find { it.action().text() =~ /UNIQUE INDEX/ }

        then:
        index.action().text().contains('CONCURRENTLY') == concurrently
        index.transactional() != concurrently

        where:
        product      || concurrently
        'SQLite'     || false
        'PostgreSQL' || true
    }

    def "on #product the view is made anew when its file changes, and nothing else is"() {
        given:
        start(product)
        blog.apply()
        def file = blog.project.resolve('migrations/published_posts.groovy')
        Files.writeString(file, Files.readString(file).replace('p.body,', 'length(p.body) as size,'))

        when:
        def report = blog.apply()

        then:
        report.done()*.id() == ['published_posts']
        blog.column('select size from published_posts') == [0, 0]

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "on #product everything can be undone, and applied again"() {
        given:
        start(product)
        blog.apply()
        def posts = blog.rows('select title, slug from posts order by title')

        when:
        blog.rollback(IDS.size(), 'authors', 'posts', 'tags', 'post_tags', 'countries', 'authors.country_code', 'posts.slug')

        then:
        blog.status().pending()*.id() == IDS

        when:
        blog.rows('select * from authors')

        then:
        thrown(SQLException)

        when:
        blog.apply()

        then:
        blog.rows('select title, slug from posts order by title') == posts

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    private void start(String product) {
        blog = Sample.copied('blog', folder, product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql())
    }
}
