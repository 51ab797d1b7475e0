package dev.deskhand.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Grant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the house to docs/architecture.md: who may import whom, and which library stands where. */
final class ArchitectureTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.deskhand");

  /** For tests about the same classes; reading them takes a second. */
  static JavaClasses house() {
    return HOUSE;
  }

  @ParameterizedTest
  @EnumSource(Room.class)
  void imports_go_down_the_ladder_and_never_sideways(Room room) {
    assertThat(HOUSE).as("classes that were found").isNotEmpty();

    noClasses()
        .that()
        .resideInAPackage(room.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(room.forbidden())
        .because(
            "an engine that knows of chat, or a connector that knows of another, can be neither"
                + " tested nor removed alone")
        .check(HOUSE);
  }

  @Test
  void every_class_stands_in_a_room() {
    classes()
        .should()
        .resideInAnyPackage(Room.packagesOf(Room.values()))
        .because("what stands in no room is held to no rule")
        .check(HOUSE);
  }

  @ParameterizedTest
  @EnumSource(Library.class)
  void a_library_stays_where_it_belongs(Library library) {
    noClasses()
        .that()
        .resideOutsideOfPackages(library.rooms)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library.packages)
        .because(library.reason)
        .check(HOUSE);
  }

  @Test
  void only_the_authorizer_makes_a_grant() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Authorizer.class.getName())
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "a Grant is made", call -> call.getTargetOwner().isEquivalentTo(Grant.class)))
        .because("a check that can be skipped is none")
        .check(HOUSE);
  }

  @Test
  void nothing_is_sent_to_slack_where_slack_reads_markup() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("com\\.slack\\.api\\.model\\.block\\.(composition\\.)?Markdown.*")
        .because("what people gave would be shown as something else than it is; see RichText")
        .check(HOUSE);
  }

  @Test
  void every_package_is_null_marked() {
    assertThat(HOUSE)
        .extracting(type -> type.getPackage())
        .as("Packages without @NullMarked in their package-info.java, where NullAway is silent")
        .allMatch(it -> it.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void no_package_is_a_drawer_for_odds_and_ends() {
    assertThat(HOUSE)
        .extracting(type -> type.getPackage())
        .extracting(JavaPackage::getRelativeName)
        .as("Packages; a method goes on the type that it is about")
        .doesNotContain("util", "utils", "helper", "helpers", "common", "misc");
  }
}
