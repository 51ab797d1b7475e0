package dev.deskhand.sandbox;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.List;
import java.util.stream.Stream;

/** Who works at the practice company, in which groups, and the schema that their entries need. */
final class DirectoryContent {
  static final String BASE = "dc=example,dc=test";
  static final String LOCKED = "pwdAccountLockedTime";

  /** The lock of an account that an administrator closed. */
  static final String FOR_GOOD = "000001010000Z";

  /**
   * The attribute of OpenLDAP's password policy overlay (draft-behera-ldap-password-policy, 5.3.3):
   * operational, so that it is returned only when asked for by name, but writable by
   * administrators. It is a plain text here, since the library refuses the year 0000, by which
   * administrators lock an account for good; {@link LockRule} checks it instead.
   */
  private static final String LOCKED_TYPE =
      "( 1.3.6.1.4.1.42.2.27.8.1.17 NAME '"
          + LOCKED
          + "' EQUALITY caseIgnoreMatch"
          + " SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE USAGE directoryOperation )";

  private record Person(String uid, String cn, String sn, String title) {}

  private record Group(String cn, List<String> members) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("ada", "Ada Byron", "Byron", "Analyst"),
          new Person("bob", "Bob Tanner", "Tanner", "Accountant"),
          new Person("elena", "Elena Petrova", "Petrova", "IT support specialist"),
          new Person("grace", "Grace Murray", "Murray", "Head of IT"),
          new Person("mallory", "Mallory Stone", "Stone", "Contractor"));

  private static final List<Group> GROUPS =
      List.of(
          new Group("staff", List.of("ada", "bob", "elena", "grace")),
          new Group("it-support", List.of("elena", "grace")),
          new Group("it-leads", List.of("grace")),
          new Group("vpn-users", List.of("ada", "bob", "elena", "grace")),
          new Group("finance", List.of("grace")),
          new Group("project-apollo", List.of("elena")),
          new Group("licence-visio", List.of("elena")),
          new Group("licence-photoshop", List.of("elena")),
          new Group("contractors", List.of("mallory", "elena")));

  private DirectoryContent() {}

  static Schema schema() throws LDAPException {
    Entry additions =
        new Entry("cn=schema", new Attribute(Schema.ATTR_ATTRIBUTE_TYPE, LOCKED_TYPE));
    return Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(additions));
  }

  static List<Entry> entries() {
    Stream<Entry> roots =
        Stream.of(
            entry(BASE, "domain", "dc", "example"),
            entry("ou=people," + BASE, "organizationalUnit", "ou", "people"),
            entry("ou=groups," + BASE, "organizationalUnit", "ou", "groups"));
    Stream<Entry> people = PEOPLE.stream().map(DirectoryContent::entry);
    Stream<Entry> groups = GROUPS.stream().map(DirectoryContent::entry);
    return Stream.of(roots, people, groups).flatMap(entries -> entries).toList();
  }

  static String personDn(String uid) {
    return "uid=" + uid + ",ou=people," + BASE;
  }

  private static Entry entry(String dn, String objectClass, String attribute, String value) {
    return new Entry(
        dn, new Attribute("objectClass", "top", objectClass), new Attribute(attribute, value));
  }

  private static Entry entry(Person person) {
    return new Entry(
        personDn(person.uid()),
        new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson"),
        new Attribute("uid", person.uid()),
        new Attribute("cn", person.cn()),
        new Attribute("sn", person.sn()),
        new Attribute("title", person.title()),
        new Attribute("mail", person.uid() + "@example.test"));
  }

  private static Entry entry(Group group) {
    return new Entry(
        "cn=" + group.cn() + ",ou=groups," + BASE,
        new Attribute("objectClass", "top", "groupOfNames"),
        new Attribute("cn", group.cn()),
        new Attribute("member", group.members().stream().map(DirectoryContent::personDn).toList()));
  }
}
