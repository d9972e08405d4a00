description 'What users want to be called'

up {
    addColumn('users') { text('display_name').notNull().defaultTo('') }
    update('users', set: [display_name: sql("substr(email, 1, instr(email, '@') - 1)")], where: "display_name = ''")
}
